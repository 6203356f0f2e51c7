"""Commands of the installation itself, each module with its `commands`."""
