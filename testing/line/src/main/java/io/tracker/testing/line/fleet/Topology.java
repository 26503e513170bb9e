package io.tracker.testing.line.fleet;

import io.tracker.testing.servers.Node;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Who is the root of the three servers, and how another becomes it: nothing is lost, and the others are pointed to the new one. Agents start
 * and stop appliers at the same time, so that a command may come at a wrong moment; like an operator, this says it again.
 *
 * <p>The witness follows the first server, whatever that is, and so sees all there is.
 */
final class Topology {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration AGAIN = Duration.ofMillis(50);
    private static final int TRIES = 60;

    private final List<Node> nodes;
    private Node root;

    Topology(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
        this.root = nodes.get(0);
    }

    Node root() {
        return root;
    }

    List<Node> replicas() {
        return nodes.stream().filter(node -> node != root).toList();
    }

    /** Does nothing if it is the root already. */
    void promote(Node next, Bank bank, boolean othersLate) throws SQLException, InterruptedException {
        if (next == root) {
            return;
        }
        Node old = root;
        bank.hold();
        try {
            moveRoot(next, old);
            if (!othersLate) {
                reparentOthers(next, old);
            }
        } finally {
            bank.goOnAt(root);
        }
        if (othersLate) {
            reparentOthers(next, old);
        }
    }

    /** Makes the first server the root again, while nobody writes. */
    void restore() throws SQLException, InterruptedException {
        Node first = nodes.get(0);
        Node old = root;
        if (first != old) {
            moveRoot(first, old);
            reparentOthers(first, old);
        }
    }

    /** All replicas have what the root has. */
    void catchUp() throws SQLException {
        for (Node replica : replicas()) {
            replica.waitUntilCaughtUpWith(root, LIMIT);
        }
    }

    private void moveRoot(Node next, Node old) throws SQLException, InterruptedException {
        // a paused agent may have left the applier stopped
        untilDone(next::startReplication);
        next.waitUntilCaughtUpWith(old, LIMIT);
        untilDone(next::promote);
        root = next;
        untilDone(() -> old.repointTo(next));
    }

    private void reparentOthers(Node next, Node old) throws SQLException, InterruptedException {
        for (Node other : nodes) {
            if (other != next && other != old) {
                untilDone(() -> other.reparentTo(next));
            }
        }
    }

    private interface Command {
        void run() throws SQLException;
    }

    private static void untilDone(Command command) throws SQLException, InterruptedException {
        for (int i = 1; ; i++) {
            try {
                command.run();
                return;
            } catch (SQLException e) {
                if (i == TRIES) {
                    throw e;
                }
                Thread.sleep(AGAIN.toMillis());
            }
        }
    }
}
