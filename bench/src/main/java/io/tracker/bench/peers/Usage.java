package io.tracker.bench.peers;

import java.util.OptionalLong;

/**
 * What a run took.
 *
 * @param wall seconds by the clock
 * @param client CPU seconds, user and system, of the command and all that it started
 * @param server the same of the database server, meanwhile
 * @param store the same of the S3 server, meanwhile
 * @param peak resident bytes at most, of the command and all that it started
 * @param out bytes that it left
 * @param allocated bytes on the heap, where the command or its JVM tells them
 * @param heap bytes that the heap held after a collection, at most, where its JVM tells them
 */
record Usage(
        double wall,
        double client,
        double server,
        double store,
        long peak,
        long out,
        OptionalLong allocated,
        OptionalLong heap) {}
