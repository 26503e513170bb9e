package io.tracker.testing.line.fleet;

import java.util.Locale;

/** Something that happens to the fleet; hosts are numbered from 1. */
sealed interface Event {

    /** The word under which it is counted. */
    String kind();

    /** The timer of a host fires; nothing happens while its agent still runs. */
    record StartAgent(int host) implements Event {
        @Override
        public String kind() {
            return "start";
        }

        @Override
        public String toString() {
            return "start the agent of host " + host;
        }
    }

    /** SIGKILL, and what the service manager does then. */
    record KillAgent(int host) implements Event {
        @Override
        public String kind() {
            return "SIGKILL";
        }

        @Override
        public String toString() {
            return "SIGKILL to the agent of host " + host;
        }
    }

    /** SIGSTOP. */
    record PauseAgent(int host) implements Event {
        @Override
        public String kind() {
            return "SIGSTOP";
        }

        @Override
        public String toString() {
            return "SIGSTOP to the agent of host " + host;
        }
    }

    /** SIGCONT. */
    record ResumeAgent(int host) implements Event {
        @Override
        public String kind() {
            return "SIGCONT";
        }

        @Override
        public String toString() {
            return "SIGCONT to the agent of host " + host;
        }
    }

    /**
     * A replica becomes the root, the old root its replica, and writes go on there.
     *
     * @param othersLate whether the other replica follows the new root only when writes go on
     */
    record Promote(int host, boolean othersLate) implements Event {
        @Override
        public String kind() {
            return "promotion";
        }

        @Override
        public String toString() {
            return "promote host " + host + (othersLate ? ", the other replica follows late" : "");
        }
    }

    /**
     * The way from a host to the store is spoilt.
     *
     * @param number bytes, bytes a second or milliseconds, as the trouble has it
     * @param requests which requests, as a regular expression over their lines
     * @param skip how many of them pass before
     * @param times how many are spoilt
     */
    record StoreFault(int host, StoreTrouble trouble, long number, String requests, int skip, int times)
            implements Event {
        @Override
        public String kind() {
            return "S3 " + trouble.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        @Override
        public String toString() {
            return "host " + host + ": " + trouble.words(number) + ", " + (times == Integer.MAX_VALUE ? "all" : times)
                    + " of " + requests + (skip == 0 ? "" : " after " + skip);
        }
    }

    /** A statement, or a few, at the root. */
    record Ddl(Alteration alteration, String table) implements Event {
        @Override
        public String kind() {
            return alteration.words();
        }

        @Override
        public String toString() {
            return alteration.words() + " " + table;
        }
    }
}
