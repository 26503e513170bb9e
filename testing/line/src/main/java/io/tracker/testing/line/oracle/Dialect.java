package io.tracker.testing.line.oracle;

/** Where the two servers need other words. */
enum Dialect {
    MYSQL {
        @Override
        String wellKnownBinary(String quoted) {
            // Without the option MySQL swaps the axes of geographic systems, and shows other bytes than it stores.
            return "ST_AsWKB(" + quoted + ", 'axis-order=long-lat')";
        }
    },
    MARIADB {
        @Override
        String wellKnownBinary(String quoted) {
            return "ST_AsWKB(" + quoted + ")";
        }
    };

    abstract String wellKnownBinary(String quoted);

    static Dialect of(String serverVersion) {
        return serverVersion.contains("MariaDB") ? MARIADB : MYSQL;
    }
}
