package io.tracker.testing.line.fleet;

import io.tracker.testing.line.oracle.BackupManifest;
import io.tracker.testing.line.oracle.BackupRows;
import io.tracker.testing.line.oracle.Lake;
import io.tracker.testing.servers.Engine;
import java.io.IOException;

/**
 * What a backup of the bank must show whatever its position is: the same total as in the beginning, and as many transactions as its position
 * counts since then. Each of the two tables is judged by itself, since they may be of different snapshots.
 *
 * @param begin the position at which the bank opened
 */
record BankProof(Engine engine, String begin) {

    void require(Lake lake, BackupManifest manifest) throws IOException {
        BankBooks books = BankBooks.of(manifest.table());
        new BackupRows(lake, manifest).read(books);
        books.require(
                manifest.key() + " at " + manifest.position(),
                Gtids.transactions(engine, manifest.position()) - Gtids.transactions(engine, begin));
    }
}
