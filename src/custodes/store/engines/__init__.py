"""The engines that run our expressions; the only place that connects to one."""
