"""Documents of the alerts: the pack as PDF, Excel, charts for i2, OCSF, and evidence to keep."""
