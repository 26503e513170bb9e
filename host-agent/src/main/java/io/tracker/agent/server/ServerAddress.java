package io.tracker.agent.server;

import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port from 1 to 65535
 */
public record ServerAddress(String host, int port) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]+");

    public ServerAddress {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("Host of a server is not a name or an address: " + host);
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("Port of a server is out of range: " + port);
        }
    }

    /** The host as it stands in a URL: an IPv6 address in brackets. */
    String urlHost() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    @Override
    public String toString() {
        return urlHost() + ":" + port;
    }
}
