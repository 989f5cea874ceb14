"""The command `rodtrad`. Each sub-command is a module here, loaded only when it is asked for."""
