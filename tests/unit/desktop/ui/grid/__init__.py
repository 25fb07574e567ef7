"""The grid: arithmetic, selection, painting, and the widget under real keys and a real mouse."""
