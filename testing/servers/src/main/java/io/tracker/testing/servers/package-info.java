/**
 * Real servers for tests and the demo: MySQL and MariaDB replica sets, an S3 server in a process of its own, seeded
 * data, and proxies that break connections on demand.
 *
 * <p>Everything listens on 127.0.0.1 only, on ports of its own, keeps its files in a temporary folder of its own, runs
 * as an unprivileged user, and ends with the JVM that started it, however that JVM ends.
 *
 * <p>System properties: {@code tracker.root} (the project's folder), {@code tracker.cache} (unpacked servers), {@code
 * tracker.work} (data folders), {@code tracker.engines} (servers under test), {@code tracker.mariadb.jar}.
 */
package io.tracker.testing.servers;
