package dev.gatewayhealth.nginx;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A character class between brackets, read by PCRE's rules into the bytes it stands for. Java's own classes nest, intersect and range otherwise. */
final class PcreClass {

    private final String pcre;
    private final boolean ignoreCase;
    private final BitSet set = new BitSet();
    private int at;

    /** What a hyphen that follows would range from, -1 where it means itself. */
    private int start = -1;

    private boolean quoting;
    private boolean known = true;

    private PcreClass(String pcre, int at, boolean ignoreCase) {
        this.pcre = pcre;
        this.at = at;
        this.ignoreCase = ignoreCase;
    }

    /** That which opens at a bracket. */
    static PcreClass read(String pcre, int bracket, boolean ignoreCase) {
        PcreClass read = new PcreClass(pcre, bracket + 1, ignoreCase);
        read.run();
        return read;
    }

    /** Just behind it, the pattern's length where it never closes. */
    int end() {
        return at;
    }

    /** Null where PCRE has a meaning for it that is not here. */
    @Nullable
    String java() {
        return known ? PcreSet.java(set) : null;
    }

    private void run() {
        skipEnds();
        boolean negated = pcre.startsWith("^", at);
        at += negated ? 1 : 0;
        skipEnds();
        if (pcre.startsWith("]", at)) {
            one(']', at + 1);
        }
        while (at < pcre.length() && known && (quoting || pcre.charAt(at) != ']')) {
            member();
        }
        at++;
        if (ignoreCase) {
            set.or(PcreSet.bothCases(set));
        }
        if (negated) {
            set.flip(0, 256);
        }
    }

    /** Ends of quotations that never began mean nothing. */
    private void skipEnds() {
        while (pcre.startsWith("\\E", at)) {
            at += 2;
        }
    }

    private void member() {
        char c = pcre.charAt(at);
        if (pcre.startsWith("\\E", at)) {
            quoting = false;
            at += 2;
        } else if (quoting) {
            one(c, at + 1);
        } else if (c == '[' && posixEnd() > 0) {
            posix(posixEnd());
        } else if (c == '\\') {
            escape();
        } else if (c == '-' && start >= 0 && at + 1 < pcre.length() && pcre.charAt(at + 1) != ']') {
            range();
        } else {
            one(c, at + 1);
        }
    }

    private void one(int code, int end) {
        set.set(code);
        start = code;
        at = end;
    }

    private void many(@Nullable BitSet more, int end) {
        if (more == null) {
            known = false;
        } else {
            set.or(more);
        }
        start = -1;
        at = end;
    }

    private void range() {
        int from = start;
        int hyphen = at++;
        if (pcre.startsWith("\\Q", at) || pcre.startsWith("\\E", at)) {
            known = false;
            return;
        }
        boolean posix = pcre.charAt(at) == '[' && posixEnd() > 0;
        PcreCode last = posix ? null : pcre.charAt(at) == '\\' ? code() : new PcreCode(pcre.charAt(at), at + 1);
        if (last == null) {
            // No end of a range: the hyphen means itself.
            at = hyphen;
            one('-', hyphen + 1);
            start = -1;
        } else if (last.value() < from) {
            known = false;
        } else {
            set.set(from, last.value() + 1);
            at = last.end();
            start = -1;
        }
    }

    private void escape() {
        if (at + 1 >= pcre.length()) {
            known = false;
            return;
        }
        char letter = pcre.charAt(at + 1);
        if (letter == 'Q') {
            quoting = true;
            at += 2;
            return;
        }
        PcreCode code = code();
        if (code == null) {
            many(PcreSet.escape(letter), at + 2);
        } else {
            one(code.value(), code.end());
        }
    }

    /** Here a digit behind a backslash is never a reference, and {@code \b} is a backspace. */
    private @Nullable PcreCode code() {
        if (at + 1 >= pcre.length()) {
            return null;
        }
        char letter = pcre.charAt(at + 1);
        return switch (letter) {
            case 'b' -> new PcreCode('\b', at + 2);
            case '1', '2', '3', '4', '5', '6', '7' -> PcreCode.octal(pcre, at + 1, 3);
            case '8', '9' -> new PcreCode(letter, at + 2);
            default -> PcreCode.read(pcre, at);
        };
    }

    /** Where the name of a class such as {@code [:alpha:]} ends, -1 where none stands here. */
    private int posixEnd() {
        char kind = at + 1 < pcre.length() ? pcre.charAt(at + 1) : 0;
        if (kind != ':' && kind != '.' && kind != '=') {
            return -1;
        }
        int end = pcre.indexOf(kind + "]", at + 2);
        int bracket = pcre.indexOf(']', at + 2);
        int other = pcre.indexOf("[" + kind, at + 2);
        return end >= 0 && end == bracket - 1 && (other < 0 || other > end) ? end : -1;
    }

    private void posix(int end) {
        boolean named = pcre.charAt(at + 1) == ':';
        many(named ? PcreSet.posix(pcre.substring(at + 2, end), ignoreCase) : null, end + 2);
    }
}
