"""What is kept: tables, repositories, read queries, the unit of work and the migrations. The only SQL."""
