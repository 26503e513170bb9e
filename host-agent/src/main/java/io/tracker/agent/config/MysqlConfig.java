package io.tracker.agent.config;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How the servers are reached.
 *
 * @param local this host's server
 * @param account used for it, and for the sources and the writable root
 * @param sslMode what the file says; empty to decide by the address
 * @param primary the writable root, where it is configured
 */
public record MysqlConfig(Address local, Account account, Optional<SslMode> sslMode, Optional<Address> primary) {
    /** TLS modes of Connector/J. */
    public enum SslMode {
        DISABLED,
        PREFERRED,
        REQUIRED,
        VERIFY_CA,
        VERIFY_IDENTITY
    }

    /**
     * Where a server listens.
     *
     * @param host name or address
     * @param port 1 to 65535
     */
    public record Address(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * Who asks.
     *
     * @param user the name
     * @param password its password
     */
    public record Account(String user, Secret password) {}

    public MysqlConfig {
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(account, "account");
    }

    /** The mode for an address: what is configured, else identity is checked, except on loopback, where there is no name to check. */
    public SslMode sslMode(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        boolean loopback = name.equals("localhost") || name.startsWith("127.") || name.equals("::1");
        return sslMode.orElse(loopback ? SslMode.PREFERRED : SslMode.VERIFY_IDENTITY);
    }
}
