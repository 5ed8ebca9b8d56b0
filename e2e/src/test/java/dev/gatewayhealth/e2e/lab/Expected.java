package dev.gatewayhealth.e2e.lab;

import java.util.Set;
import java.util.TreeSet;

/**
 * What nginx makes of a fault, and what is found.
 *
 * @param status what the client gets; 0 if the connection ends without any
 * @param whole whether the body is all that was announced
 * @param errorLog a phrase of nginx's error log, empty where it logs nothing
 * @param code the finding that tells
 * @param beside codes above notice that may be found beside it
 * @param foresight whether the finding has to stand before nginx first fails
 */
record Expected(int status, boolean whole, String errorLog, String code, Set<String> beside, Foresight foresight) {

    /** How the finding stands to nginx's first failure. */
    enum Foresight {
        /** It can be read off both sides, and stands before anybody asks for anything. */
        STANDING,
        /** Before it. */
        AHEAD,
        /** Nothing shows before it; the finding comes with it. */
        WITH_IT
    }

    static Expected answer(int status, String errorLog) {
        return new Expected(status, true, errorLog, "", Set.of(), Foresight.AHEAD);
    }

    static Expected cutOff(String errorLog) {
        return new Expected(200, false, errorLog, "", Set.of(), Foresight.AHEAD);
    }

    /** The connection ends without any status. */
    static Expected nothing(String errorLog) {
        return new Expected(0, false, errorLog, "", Set.of(), Foresight.AHEAD);
    }

    Expected foreseenAs(String finding) {
        return new Expected(status, whole, errorLog, finding, beside, Foresight.AHEAD);
    }

    Expected standsAs(String finding) {
        return new Expected(status, whole, errorLog, finding, beside, Foresight.STANDING);
    }

    Expected foundAs(String finding) {
        return new Expected(status, whole, errorLog, finding, beside, Foresight.WITH_IT);
    }

    Expected beside(String... codes) {
        return new Expected(status, whole, errorLog, code, Set.of(codes), foresight);
    }

    /** All that may be active above notice. */
    Set<String> codes() {
        Set<String> all = new TreeSet<>(beside);
        all.add(code);
        return all;
    }
}
