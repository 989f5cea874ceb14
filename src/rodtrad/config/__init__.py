"""Where the parts are put together: settings, addresses, and the database that the product runs on."""
