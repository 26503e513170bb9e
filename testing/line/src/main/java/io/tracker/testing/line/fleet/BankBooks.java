package io.tracker.testing.line.fleet;

import io.tracker.testing.line.oracle.MismatchException;
import io.tracker.testing.line.oracle.Rows;
import java.nio.charset.StandardCharsets;

/** Reads the rows of one of the bank's tables and says how many transactions it counts. Not thread safe. */
final class BankBooks implements Rows.Visitor {
    private final boolean accounts;
    private long moves;
    private long statements;
    private long total;

    private BankBooks(boolean accounts) {
        this.accounts = accounts;
    }

    /** The books of a table by its name. */
    static BankBooks of(String table) {
        return new BankBooks(table.equals("accounts"));
    }

    /** A row of {@code accounts} is id, balance, moves; one of {@code ledger} is line, ddl, amount. */
    @Override
    public void row(byte[][] cells) {
        if (accounts) {
            total += number(cells[1]);
            if (number(cells[0]) == 0) {
                statements += number(cells[2]);
            } else {
                moves += number(cells[2]);
            }
        } else if (number(cells[1]) == 0) {
            moves += 2;
        } else {
            statements++;
        }
    }

    /**
     * Refuses another total than the first one, and another number of transactions than the position has.
     *
     * @param place for messages
     * @param transactions from the bank's opening to the position
     */
    void require(String place, long transactions) throws MismatchException {
        if (accounts && total != (long) Bank.ACCOUNTS * Bank.BALANCE) {
            throw new MismatchException("Bank has another total: " + place + " (got " + total + ", expected "
                    + Bank.ACCOUNTS * Bank.BALANCE + ")");
        }
        // a transfer moves two accounts; a statement comes behind the transaction that counts it
        long most = moves / 2 + 2 * statements;
        boolean betweenThem = statements > 0 && transactions == most - 1;
        if (moves % 2 != 0 || (transactions != most && !betweenThem)) {
            throw new MismatchException("Bank's backup is not of its position: " + place + " (got " + moves
                    + " moves and " + statements + " statements, expected " + transactions + " transactions)");
        }
    }

    private static long number(byte[] cell) {
        return Long.parseLong(new String(cell, StandardCharsets.US_ASCII));
    }
}
