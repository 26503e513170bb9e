package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TcpFaultProxyTest {
    private static final int CHUNK = 1000;

    private LoopbackListener server;
    private TcpFaultProxy proxy;

    /** The server answers each byte with a chunk. */
    @BeforeEach
    void start() throws Exception {
        server = LoopbackListener.start(client -> {
            while (client.getInputStream().read() >= 0) {
                client.getOutputStream().write(new byte[CHUNK]);
            }
        });
        proxy = TcpFaultProxy.before(server.port());
    }

    @AfterEach
    void close() throws Exception {
        proxy.close();
        server.close();
    }

    @Test
    void passesEverythingOn() throws Exception {
        try (Socket client = connect()) {
            assertEquals(CHUNK, ask(client));
            assertEquals(CHUNK, ask(client));
        }
    }

    @Test
    void cutsOneConnectionAfterBytesOfTheServer() throws Exception {
        try (Socket cut = connect();
                Socket spared = connect()) {
            assertEquals(CHUNK, ask(cut));
            proxy.cutAfter(CHUNK + 500, 1);
            assertEquals(CHUNK, ask(cut), "bytes before the call do not count");
            assertTrue(bytesBeforeTheEnd(cut) <= 500);
            for (int i = 0; i < 5; i++) {
                assertEquals(CHUNK, ask(spared));
            }
        }
        assertEquals(1, proxy.cuts());
    }

    @Test
    void cutsAllConnections() throws Exception {
        try (Socket client = connect()) {
            assertEquals(CHUNK, ask(client));
            proxy.cutAll();
            assertEquals(0, bytesBeforeTheEnd(client));
        }
    }

    @Test
    void keepsWhatIsUnderWayUntilItThaws() throws Exception {
        try (Socket client = connect()) {
            assertEquals(CHUNK, ask(client));
            proxy.freeze();
            client.setSoTimeout(200);
            assertThrows(SocketTimeoutException.class, () -> ask(client));
            proxy.thaw();
            client.setSoTimeout(10_000);
            assertEquals(CHUNK, client.getInputStream().readNBytes(CHUNK).length);
        }
    }

    @Test
    void refusesNewConnectionsForAWhile() throws Exception {
        try (Socket before = connect()) {
            assertEquals(CHUNK, ask(before));
            proxy.refuseConnections();
            try (Socket refused = connect()) {
                assertEquals(0, bytesBeforeTheEnd(refused));
            }
            assertEquals(CHUNK, ask(before));
            proxy.acceptConnections();
            try (Socket after = connect()) {
                assertEquals(CHUNK, ask(after));
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static int ask(Socket client) throws IOException {
        client.getOutputStream().write(1);
        return client.getInputStream().readNBytes(CHUNK).length;
    }

    /** Asks once more, and reads until a reset or an end. */
    private static int bytesBeforeTheEnd(Socket client) {
        int bytes = 0;
        try {
            client.getOutputStream().write(1);
            InputStream input = client.getInputStream();
            while (input.read() >= 0) {
                bytes++;
            }
        } catch (IOException e) {
            assertTrue(!(e instanceof SocketTimeoutException), "the connection was not cut");
        }
        return bytes;
    }
}
