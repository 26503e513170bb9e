package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server behind the proxy answers with the body that it got, and remembers it. */
final class HttpFaultProxyTest {
    private static final byte[] BODY = "0123456789".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<byte[]> applied = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private HttpFaultProxy proxy;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            applied.add(body);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        proxy = HttpFaultProxy.before(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void close() throws Exception {
        proxy.close();
        server.stop(0);
    }

    @Test
    void passesRequestsOnAndTellsTheirLines() throws Exception {
        assertArrayEquals(BODY, put("/b/k?partNumber=1").body());
        assertEquals(List.of("PUT /b/k?partNumber=1"), proxy.requests());
        assertEquals(0, proxy.injected());
    }

    @Test
    void letsNothingThroughAfterTheRequestThatItIsCutAt() throws Exception {
        proxy.cutAfter("PUT /b/manifests/.*", 1);
        assertEquals(200, put("/b/data/1").statusCode());
        assertEquals(200, put("/b/manifests/1").statusCode());
        assertEquals(200, put("/b/data/2").statusCode());
        assertThrows(IOException.class, () -> put("/b/manifests/2"));
        assertThrows(IOException.class, () -> put("/b/data/3"));
        assertEquals(3, applied.size());
        proxy.heal();
        assertEquals(200, put("/b/data/3").statusCode());
    }

    @Test
    void answersInPlaceOfTheServer() throws Exception {
        proxy.inject(HttpFault.unavailable(), "PUT /b/manifests/.*", 1);
        assertEquals(200, put("/b/data/1").statusCode());
        HttpResponse<byte[]> refused = put("/b/manifests/1");
        assertEquals(503, refused.statusCode());
        assertTrue(new String(refused.body(), StandardCharsets.US_ASCII).contains("<Code>SlowDown</Code>"));
        assertEquals(200, put("/b/manifests/1").statusCode());
        assertEquals(2, applied.size());
        assertEquals(1, proxy.injected());
    }

    @Test
    void spoilsTheNthRequestAlone() throws Exception {
        proxy.inject(HttpFault.answer(500, "InternalError"), ".*", 2, 1);
        assertEquals(200, put("/1").statusCode());
        assertEquals(200, put("/2").statusCode());
        assertEquals(500, put("/3").statusCode());
        assertEquals(200, put("/4").statusCode());
    }

    @Test
    void cutsARequestBeforeItIsApplied() {
        proxy.inject(HttpFault.resetRequestAfter(0), "PUT /none", 1);
        proxy.inject(HttpFault.resetRequestAfter(50_000), "PUT /half", 1);
        assertThrows(IOException.class, () -> put("/none"));
        assertThrows(IOException.class, () -> put("/half"));
        assertTrue(applied.stream().allMatch(body -> body.length == 0), "a cut request was applied");
    }

    @Test
    void losesTheReplyOfARequestThatWasApplied() {
        proxy.inject(HttpFault.dropReply(), ".*", 1);
        assertThrows(IOException.class, () -> put("/a"));
        assertArrayEquals(BODY, applied.remove());
    }

    @Test
    void cutsOrShortensAReply() {
        proxy.inject(HttpFault.resetReplyAfter(1_000), "PUT /reset", 1);
        proxy.inject(HttpFault.shortReply(1_000), "PUT /short", 1);
        assertThrows(IOException.class, () -> put("/reset"));
        assertThrows(IOException.class, () -> put("/short"));
        assertEquals(2, proxy.injected());
    }

    @Test
    void altersOneByteOfAReply() throws Exception {
        proxy.inject(HttpFault.alterReplyByte(70_001), ".*", 1);
        byte[] expected = BODY.clone();
        expected[70_001] ^= 1;
        assertArrayEquals(expected, put("/a").body());
    }

    @Test
    void delaysAndSlowsRequests() throws Exception {
        proxy.inject(HttpFault.delay(Duration.ofMillis(300)), "PUT /late", 1);
        proxy.inject(HttpFault.slowRequest(200_000), "PUT /slow", 1);
        long start = System.nanoTime();
        assertEquals(200, put("/late").statusCode());
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(300).toNanos());
        start = System.nanoTime();
        assertArrayEquals(BODY, put("/slow").body());
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(400).toNanos());
    }

    @Test
    void healsAtOnce() throws Exception {
        proxy.inject(HttpFault.unavailable(), ".*", Integer.MAX_VALUE);
        assertEquals(503, put("/a").statusCode());
        proxy.heal();
        assertEquals(200, put("/a").statusCode());
    }

    private HttpResponse<byte[]> put(String target) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(proxy.endpoint() + target))
                .timeout(Duration.ofSeconds(20))
                .PUT(BodyPublishers.ofByteArray(BODY))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }
}
