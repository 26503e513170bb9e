package io.tracker.testing.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts connections on a free port of loopback and serves each on a thread of its own, until it is closed. */
final class LoopbackListener implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final ServerSocket listener;
    private final Service service;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private LoopbackListener(ServerSocket listener, Service service) {
        this.listener = listener;
        this.service = service;
    }

    static LoopbackListener start(Service service) throws IOException {
        LoopbackListener started = new LoopbackListener(
                new ServerSocket(FreePort.pick(), BACKLOG, InetAddress.getLoopbackAddress()), service);
        started.fork(started::acceptAll);
        return started;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** A connection to another port of loopback, which is closed with this listener. */
    Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    void fork(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy-" + port());
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends a connection as a crash does: the other side gets a reset, and what was under way is lost. */
    void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        close(socket);
    }

    void resetAll() {
        sockets.forEach(this::reset);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        resetAll();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                client.setTcpNoDelay(true);
                fork(() -> serve(client));
            } catch (IOException e) {
                // The listener was closed, or the client has gone already.
            }
        }
    }

    private void serve(Socket client) {
        try {
            service.serve(client);
        } catch (IOException e) {
            // One of the two sides has hung up: the other one is told by the close below.
        } finally {
            close(client);
        }
    }

    void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to do for this connection.
        }
    }

    /** Serves one connection to its end. */
    @FunctionalInterface
    interface Service {
        void serve(Socket client) throws IOException;
    }
}
