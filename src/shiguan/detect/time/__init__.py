"""Times: 25日, 去年5月, 今年前四个月, 上世纪90年代, each with its EDTF value."""
