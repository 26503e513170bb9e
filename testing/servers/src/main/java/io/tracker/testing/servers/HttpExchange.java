package io.tracker.testing.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** One request through the proxy, and its reply. */
final class HttpExchange {
    private static final int BUFFER_BYTES = 1 << 13;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(1);

    private final HttpFaultProxy proxy;
    private final LoopbackListener listener;
    private final Socket client;

    HttpExchange(HttpFaultProxy proxy, Socket client) {
        this.proxy = proxy;
        this.listener = proxy.listener();
        this.client = client;
    }

    void run() throws IOException {
        Optional<HttpHead> request = HttpHead.read(client.getInputStream());
        if (request.isEmpty()) {
            return;
        }
        HttpFault fault = proxy.faultOf(request.get());
        sleep(fault.delay());
        if (fault.answer().isPresent()) {
            answer(fault.answer().get());
        } else if (fault.requestLimit() == 0) {
            listener.reset(client);
        } else {
            relay(request.get(), fault);
        }
    }

    private void answer(HttpFault.Answer answer) throws IOException {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + answer.code()
                + "</Code><Message>Injected by a test</Message><RequestId>0</RequestId></Error>";
        String head = "HTTP/1.1 " + answer.status() + " Injected\r\nContent-Type: application/xml\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
        drain();
    }

    /** A close with unread bytes would be a reset, and might take the answer along. */
    private void drain() throws IOException {
        client.setSoTimeout((int) DRAIN_LIMIT.toMillis());
        byte[] ignored = new byte[BUFFER_BYTES];
        try {
            int length = client.getInputStream().read(ignored);
            while (length >= 0) {
                length = client.getInputStream().read(ignored);
            }
        } catch (SocketTimeoutException e) {
            // The client keeps the connection although it has its answer.
        }
    }

    private void relay(HttpHead request, HttpFault fault) throws IOException {
        Socket server = listener.connect(proxy.serverPort());
        try {
            server.getOutputStream().write(request.closingConnection().bytes());
            listener.fork(() -> relayRequestBody(server, fault));
            Optional<HttpHead> reply = HttpHead.read(server.getInputStream());
            while (reply.isPresent() && reply.get().isInterim()) {
                client.getOutputStream().write(reply.get().bytes());
                reply = HttpHead.read(server.getInputStream());
            }
            if (reply.isEmpty()) {
                listener.reset(client);
            } else if (fault.dropsReply()) {
                server.getInputStream().transferTo(OutputStream.nullOutputStream());
                listener.reset(client);
            } else {
                // a client that kept the connection would send its next request into the close
                client.getOutputStream().write(reply.get().closingConnection().bytes());
                relayReplyBody(server.getInputStream(), fault);
            }
        } finally {
            listener.close(server);
        }
    }

    private void relayRequestBody(Socket server, HttpFault fault) {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = fault.requestLimit();
        try {
            int length = client.getInputStream().read(buffer);
            while (length >= 0) {
                int passed = (int) Math.min(length, left);
                server.getOutputStream().write(buffer, 0, passed);
                left -= passed;
                if (left == 0) {
                    listener.reset(server);
                    listener.reset(client);
                    return;
                }
                sleep(Duration.ofMillis(passed * 1000L / fault.requestBytesPerSecond()));
                length = client.getInputStream().read(buffer);
            }
        } catch (IOException e) {
            // The exchange has ended on one side; the other thread sees it too.
        }
    }

    private void relayReplyBody(InputStream reply, HttpFault fault) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long position = 0;
        int length = reply.read(buffer);
        while (length >= 0 && position < fault.replyLimit()) {
            int passed = (int) Math.min(length, fault.replyLimit() - position);
            long altered = fault.alteredReplyByte() - position;
            if (altered >= 0 && altered < passed) {
                buffer[(int) altered] ^= 1;
            }
            client.getOutputStream().write(buffer, 0, passed);
            position += passed;
            length = reply.read(buffer);
        }
        if (length >= 0 && fault.resetsAtReplyLimit()) {
            listener.reset(client);
        } else {
            client.shutdownOutput();
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
