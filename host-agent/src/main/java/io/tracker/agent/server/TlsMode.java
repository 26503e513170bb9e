package io.tracker.agent.server;

/** How a connection is encrypted, in the words of Connector/J's {@code sslMode}. */
public enum TlsMode {
    /** Never: for loopback. */
    DISABLED,
    /** If the server offers it; nobody is identified. */
    PREFERRED,
    /** Always; nobody is identified. */
    REQUIRED,
    /** Always, with a certificate that a trusted authority signed. */
    VERIFY_CA,
    /** As {@link #VERIFY_CA}, and the certificate names the host. */
    VERIFY_IDENTITY
}
