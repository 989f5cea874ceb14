"""Key figures by concept, function and group of functions, computed as Statistics Norway's definitions say."""
