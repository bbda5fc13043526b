"""What a force sends to the inspectorate: one signed file that can be read without the product."""
