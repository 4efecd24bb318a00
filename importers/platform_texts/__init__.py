"""The texts of the platform as one file that people edit: TOML, read with care and written to be read."""
