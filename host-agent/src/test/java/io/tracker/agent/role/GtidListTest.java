package io.tracker.agent.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class GtidListTest {
    @Test
    void keepsTheHighestSequenceOfADomainThatComesTwice() {
        assertEquals("0-101-9,7-102-3", GtidList.of("0-100-5, 7-102-3,0-101-9").toString());
    }

    @Test
    void coversWhatItReachesInEveryDomain() {
        GtidList whole = GtidList.of("0-1-10,1-1-5");
        assertTrue(whole.covers(GtidList.of("0-2-10")));
        assertTrue(whole.covers(GtidList.of("")));
        assertFalse(whole.covers(GtidList.of("0-1-11")));
        assertFalse(whole.covers(GtidList.of("0-1-1,2-1-1")), "a domain that it does not know");
    }

    @Test
    void comparesSequencesUnsigned() {
        GtidList greatest = GtidList.of("0-1-18446744073709551615");
        assertTrue(greatest.covers(GtidList.of("0-1-9223372036854775807")));
        assertFalse(GtidList.of("0-1-9223372036854775807").covers(greatest));
        assertEquals("0-1-18446744073709551615", greatest.toString());
    }

    @Test
    void refusesWhatIsNoListOfGtids() {
        assertThrows(IllegalArgumentException.class, () -> GtidList.of("0-1"));
        assertThrows(IllegalArgumentException.class, () -> GtidList.of("uuid:1-5"));
    }
}
