package io.tracker.testing.servers;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Stands before an S3 server and lets chosen requests fail. It passes on the Host header as it is, so that signatures
 * hold. Each connection serves one request. For any threads.
 */
public final class HttpFaultProxy implements AutoCloseable {
    private final int serverPort;
    private final LoopbackListener listener;
    private final List<Rule> rules = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();
    private Optional<Cut> cut = Optional.empty();
    private int injected;

    private HttpFaultProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = LoopbackListener.start(client -> new HttpExchange(this, client).run());
    }

    /** Before a plain HTTP server on loopback. */
    public static HttpFaultProxy before(URI server) throws IOException {
        return new HttpFaultProxy(server.getPort());
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /** As {@link #inject(HttpFault, String, int, int)}, from the next such request on. */
    public void inject(HttpFault fault, String requests, int times) {
        inject(fault, requests, 0, times);
    }

    /**
     * Spoils requests whose line, such as {@code PUT /bucket/key?partNumber=1&uploadId=…}, matches the regular expression
     * in full. Where several rules match, the first one injected is used, until it is used up.
     *
     * @param skip how many such requests pass unharmed before
     * @param times how many are spoilt after these
     */
    public synchronized void inject(HttpFault fault, String requests, int skip, int times) {
        rules.add(new Rule(fault, Pattern.compile(requests), skip, times));
    }

    /**
     * Lets this many more requests through whose line matches in full, and those that do not match until then; whatever comes after them is
     * reset before the server learns of it, as if the client had been killed there. With 0 the first that matches is reset already.
     */
    public synchronized void cutAfter(String requests, int passing) {
        cut = Optional.of(new Cut(Pattern.compile(requests), passing));
    }

    /** Forgets all rules, and where the requests are cut. */
    public synchronized void heal() {
        rules.clear();
        cut = Optional.empty();
    }

    /** How many requests were spoilt so far. */
    public synchronized int injected() {
        return injected;
    }

    /** Method and target of each request so far, in the order of their arrival. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Request line and header fields of each request so far, as they came. */
    public synchronized List<String> requestHeads() {
        return List.copyOf(heads);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    synchronized HttpFault faultOf(HttpHead request) {
        String line = request.startLine().replaceFirst(" HTTP/1\\.\\d$", "");
        requests.add(line);
        heads.add(request.text());
        if (cut.isPresent() && cut.get().cuts(line)) {
            injected++;
            return HttpFault.resetRequestAfter(0);
        }
        Optional<Rule> rule = rules.stream().filter(r -> r.matches(line)).findFirst();
        rule.ifPresent(used -> {
            used.times--;
            injected++;
        });
        return rule.map(used -> used.fault).orElse(HttpFault.NONE);
    }

    int serverPort() {
        return serverPort;
    }

    LoopbackListener listener() {
        return listener;
    }

    private static final class Cut {
        private final Pattern requests;
        private int passing;

        Cut(Pattern requests, int passing) {
            this.requests = requests;
            this.passing = passing;
        }

        boolean cuts(String line) {
            if (passing >= 0 && requests.matcher(line).matches()) {
                passing--;
            }
            return passing < 0;
        }
    }

    private static final class Rule {
        private final HttpFault fault;
        private final Pattern requests;
        private int skip;
        private int times;

        Rule(HttpFault fault, Pattern requests, int skip, int times) {
            this.fault = fault;
            this.requests = requests;
            this.skip = skip;
            this.times = times;
        }

        /** Counts the requests that pass unharmed. */
        boolean matches(String line) {
            if (times <= 0 || !requests.matcher(line).matches()) {
                return false;
            }
            skip--;
            return skip < 0;
        }
    }
}
