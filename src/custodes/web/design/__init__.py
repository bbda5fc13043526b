"""The look of every page: assets, components, pictures; knows no other area."""
