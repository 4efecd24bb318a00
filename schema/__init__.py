"""What clients see: types, inputs, unions, root fields and their descriptions. No decisions."""
