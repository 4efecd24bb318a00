"""What each type of the API is read from, one module a noun: fields by name, and which rows a viewer may see."""
