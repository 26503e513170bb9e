package io.tracker.testing.servers;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a database server and cuts, freezes or refuses connections. It knows nothing of what they carry. For any
 * threads.
 */
public final class TcpFaultProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 14;

    private final int serverPort;
    private final LoopbackListener listener;
    private final AtomicInteger cuts = new AtomicInteger();
    private final Object thawed = new Object();
    private volatile Cut cut = new Cut(Long.MAX_VALUE, 0);
    private volatile boolean refusing;
    private boolean frozen;

    private TcpFaultProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = LoopbackListener.start(this::serve);
    }

    public static TcpFaultProxy before(Node server) throws IOException {
        return before(server.port());
    }

    /** Before a server on this port of loopback. */
    public static TcpFaultProxy before(int serverPort) throws IOException {
        return new TcpFaultProxy(serverPort);
    }

    public int port() {
        return listener.port();
    }

    /**
     * Resets those connections, this many of them, on which the server sends this many bytes from now on; at most these
     * bytes arrive.
     */
    public void cutAfter(long serverBytes, int connections) {
        cut = new Cut(serverBytes, connections);
    }

    /** Resets all connections now. */
    public void cutAll() {
        listener.resetAll();
    }

    /** How many connections {@link #cutAfter} has cut so far. */
    public int cuts() {
        return cuts.get();
    }

    /** Nothing passes any more in either direction, while connections stay open: a network that swallows packets. */
    public void freeze() {
        synchronized (thawed) {
            frozen = true;
        }
    }

    public void thaw() {
        synchronized (thawed) {
            frozen = false;
            thawed.notifyAll();
        }
    }

    /** New connections are reset at once; present ones stay. */
    public void refuseConnections() {
        refusing = true;
    }

    public void acceptConnections() {
        refusing = false;
    }

    @Override
    public void close() throws IOException {
        thaw();
        listener.close();
    }

    private void serve(Socket client) throws IOException {
        if (refusing) {
            listener.reset(client);
            return;
        }
        Socket server = listener.connect(serverPort);
        try {
            listener.fork(() -> relayQuietly(client, server));
            relayFromServer(server, client);
        } finally {
            listener.close(server);
        }
    }

    private void relayQuietly(Socket client, Socket server) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            int length = client.getInputStream().read(buffer);
            while (length >= 0) {
                awaitThaw();
                server.getOutputStream().write(buffer, 0, length);
                length = client.getInputStream().read(buffer);
            }
            server.shutdownOutput();
        } catch (IOException e) {
            listener.close(server);
        }
    }

    private void relayFromServer(Socket server, Socket client) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        Cut counted = cut;
        long sinceThen = 0;
        int length = server.getInputStream().read(buffer);
        while (length >= 0) {
            awaitThaw();
            if (counted != cut) {
                counted = cut;
                sinceThen = 0;
            }
            boolean last = length >= counted.serverBytes - sinceThen && counted.take();
            client.getOutputStream().write(buffer, 0, last ? (int) (counted.serverBytes - sinceThen) : length);
            if (last) {
                cuts.incrementAndGet();
                listener.reset(client);
                listener.reset(server);
                return;
            }
            sinceThen += length;
            length = server.getInputStream().read(buffer);
        }
    }

    private void awaitThaw() throws IOException {
        synchronized (thawed) {
            while (frozen) {
                try {
                    thawed.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("Relay was interrupted", e);
                }
            }
        }
    }

    private static final class Cut {
        private final long serverBytes;
        private final AtomicInteger connections;

        Cut(long serverBytes, int connections) {
            this.serverBytes = serverBytes;
            this.connections = new AtomicInteger(connections);
        }

        boolean take() {
            return connections.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        }
    }
}
