"""What ``make`` starts: plain Python that runs before anything is installed. Nothing else imports it."""
