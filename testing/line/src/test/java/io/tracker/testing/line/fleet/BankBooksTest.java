package io.tracker.testing.line.fleet;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.oracle.MismatchException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BankBooksTest {
    private static final int MONEY = Bank.ACCOUNTS * Bank.BALANCE;

    @Test
    void acceptsBooksOfTheirPositionAndOfAMomentBetweenACountAndItsStatement() throws Exception {
        for (long transactions : new long[] {3 + 4, 3 + 3}) {
            accounts(2, 6, MONEY).require("accounts", transactions);
            ledger(3, 2).require("ledger", transactions);
        }
        accounts(0, 0, MONEY).require("accounts", 0);
        ledger(0, 0).require("ledger", 0);
    }

    @Test
    void refusesAnotherTotal() {
        refused(accounts(0, 2, MONEY - 1), 1, "Bank has another total");
    }

    @Test
    void refusesBooksOfAnEarlierAndOfALaterPosition() {
        refused(accounts(0, 4, MONEY), 1, "is not of its position");
        refused(accounts(0, 4, MONEY), 3, "is not of its position");
        refused(ledger(2, 0), 1, "is not of its position");
        refused(ledger(2, 1), 2, "is not of its position");
        refused(ledger(2, 1), 5, "is not of its position");
    }

    @Test
    void refusesHalfATransfer() {
        refused(accounts(0, 3, MONEY), 1, "is not of its position");
    }

    private static void refused(BankBooks books, long transactions, String words) {
        MismatchException refusal = assertThrows(MismatchException.class, () -> books.require("books", transactions));
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
    }

    private static BankBooks accounts(int statements, int moves, int money) {
        BankBooks books = BankBooks.of("accounts");
        books.row(cells(0, 0, statements));
        books.row(cells(1, money - 7, moves));
        books.row(cells(2, 7, 0));
        return books;
    }

    private static BankBooks ledger(int transfers, int statements) {
        BankBooks books = BankBooks.of("ledger");
        for (int line = 1; line <= transfers + statements; line++) {
            books.row(cells(line, line <= transfers ? 0 : 1, -5));
        }
        return books;
    }

    private static byte[][] cells(long... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> Long.toString(number).getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }
}
