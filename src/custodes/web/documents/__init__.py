"""What leaves as a file: tables as CSV and Excel, pages as tagged PDF; each bears its marking."""
