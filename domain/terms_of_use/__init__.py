"""The terms of use: versions, who accepted which, and no change by an organiser before."""
