package dev.gatewayhealth.nginx;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a PCRE pattern the way Java's engine wants it. Both speak nearly the same language, so everything whose meaning could differ is
 * read by PCRE's rules and written in words that Java cannot take otherwise: classes as bytes, named groups as plain ones, blanks left out.
 */
final class PcreTranslation {

    private final String pcre;
    private final boolean plainOnly;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Integer> names = new HashMap<>();
    private final PcreGroups groups;
    private int at;
    private boolean quantified;
    private boolean possible = true;

    private PcreTranslation(String pcre, boolean ignoreCase) {
        PcreStart start = PcreStart.of(pcre);
        this.pcre = pcre;
        this.at = start.end();
        this.plainOnly = start.plainOnly();
        this.groups = new PcreGroups(ignoreCase);
    }

    static PcreTranslation of(String pcre, boolean ignoreCase) {
        PcreTranslation translation = new PcreTranslation(pcre, ignoreCase);
        translation.run();
        return translation;
    }

    /** Null where Java has no equal: recursion, conditions, verbs. */
    @Nullable
    String java() {
        return possible && !groups.unlike() ? out.toString() : null;
    }

    /** Whether it means this only where all of a subject is printable ASCII. */
    boolean plainOnly() {
        return plainOnly;
    }

    /** The groups that have nothing in the end, whatever Java says. */
    BitSet never() {
        return groups.never();
    }

    Map<String, Integer> names() {
        return Map.copyOf(names);
    }

    private void run() {
        while (at < pcre.length() && possible) {
            char c = pcre.charAt(at);
            int quantifier = quantifier();
            if (groups.mode().extended() && leftOut(c)) {
                continue;
            }
            if (quantifier > 0) {
                quantifier(quantifier);
                continue;
            }
            int written = out.length();
            switch (c) {
                case '\\' -> escape();
                case '[' -> characterClass();
                case '(' -> group();
                case ')' -> close();
                case '{', '}', ']', '#', '&' -> append("\\" + c, 1);
                default -> append(c < ' ' ? PcreSet.java(c) : String.valueOf(c), 1);
            }
            // What leaves nothing behind, as a comment, stands between nothing.
            quantified &= out.length() == written;
        }
    }

    private boolean leftOut(char c) {
        if (c == '#') {
            int end = pcre.indexOf('\n', at);
            at = end < 0 ? pcre.length() : end + 1;
            return true;
        }
        boolean blank = c == ' ' || (c >= '\t' && c <= '\r');
        at += blank ? 1 : 0;
        return blank;
    }

    /** How long the quantifier is that stands here, 0 for none: PCRE takes a brace that opens none for itself. */
    private int quantifier() {
        char c = pcre.charAt(at);
        if (c != '{') {
            return c == '*' || c == '+' || c == '?' ? 1 : 0;
        }
        int i = digits(at + 1);
        boolean digits = i > at + 1;
        i = digits && pcre.startsWith(",", i) ? digits(i + 1) : i;
        return digits && pcre.startsWith("}", i) ? i + 1 - at : 0;
    }

    private int digits(int from) {
        int i = from;
        while (i < pcre.length() && pcre.charAt(i) >= '0' && pcre.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private void quantifier(int length) {
        // What is repeated already PCRE repeats again, and Java does not.
        possible &= !quantified;
        append(pcre.substring(at, at + length), length);
        if (at < pcre.length() && (pcre.charAt(at) == '+' || pcre.charAt(at) == '?')) {
            if (pcre.charAt(at) == '+' && pcre.charAt(at - length - 1) == ')') {
                groups.possessive();
            }
            append(pcre.substring(at, at + 1), 1);
        }
        quantified = true;
    }

    private void characterClass() {
        PcreClass read = PcreClass.read(pcre, at, groups.mode().ignoreCase());
        if (read.java() != null && read.end() > pcre.length()) {
            // Java says so, too.
            append("[", pcre.length() - at);
        } else {
            appendOrGiveUp(read.java(), read.end());
        }
    }

    private void escape() {
        if (at + 1 >= pcre.length()) {
            possible = false;
            return;
        }
        char next = pcre.charAt(at + 1);
        BitSet set = PcreSet.escape(next);
        if (set != null) {
            append(PcreSet.java(set), 2);
        } else if (next >= '1' && next <= '9') {
            PcreReference reference = PcreReference.number(pcre, at, groups.count());
            if (reference == null) {
                code(PcreCode.octal(pcre, at + 1, 3));
            } else {
                refer(reference);
            }
        } else {
            switch (next) {
                case 'Q' -> quotation();
                case 'E' -> at += 2;
                case 'k', 'g' -> refer(PcreReference.letter(pcre, at, groups.count(), names));
                // Where the match begins nginx never asks.
                case 'K' -> append("(?:)", 2);
                case 'C' -> append("[\\x00-\\xff]", 2);
                case 'N' -> appendOrGiveUp(pcre.startsWith("{", at + 2) ? null : "[^\\n]", at + 2);
                case 'R' -> append("(?>\\r\\n|[\\n-\\r\\x85])", 2);
                case 'b' -> append("(?:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z]))", 2);
                case 'B' -> append("(?:(?<=[0-9A-Z_a-z])(?=[0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?![0-9A-Z_a-z]))", 2);
                case 'A', 'Z', 'z', 'G' -> append("\\" + next, 2);
                default -> code(PcreCode.read(pcre, at));
            }
        }
    }

    private void code(@Nullable PcreCode code) {
        appendOrGiveUp(code == null ? null : PcreSet.java(code.value()), code == null ? at : code.end());
    }

    private void quotation() {
        int end = pcre.indexOf("\\E", at + 2);
        int last = end < 0 ? pcre.length() : end;
        for (int i = at + 2; i < last; i++) {
            out.append(PcreSet.java(pcre.charAt(i)));
        }
        at = end < 0 ? pcre.length() : end + 2;
    }

    private void refer(@Nullable PcreReference reference) {
        if (reference == null || !groups.refersTo(reference.group())) {
            possible = false;
            return;
        }
        // The group around the number keeps a digit that follows from joining it.
        append("(?:\\" + reference.group() + ")", reference.end() - at);
    }

    private void group() {
        if (pcre.startsWith("(*F)", at) || pcre.startsWith("(*FAIL)", at)) {
            append("(?!)", pcre.indexOf(')', at) + 1 - at);
        } else if (pcre.startsWith("(*", at)) {
            possible = false;
        } else if (!pcre.startsWith("(?", at)) {
            groups.capturing();
            append("(", 1);
        } else if (pcre.startsWith("(?#", at)) {
            int end = pcre.indexOf(')', at);
            appendOrGiveUp(end < 0 ? null : "", end + 1);
        } else if (pcre.startsWith("(?P=", at)) {
            int end = pcre.indexOf(')', at);
            String name = pcre.substring(at + 4, Math.max(end, at + 4));
            refer(PcreReference.named(name, end + 1, groups.count(), names));
        } else {
            specialGroup();
        }
    }

    private void specialGroup() {
        for (String opening : new String[] {"(?=", "(?!", "(?<=", "(?<!", "(?>"}) {
            if (pcre.startsWith(opening, at)) {
                open(opening, at + opening.length());
                return;
            }
        }
        for (String opening : new String[] {"(?P<", "(?<", "(?'"}) {
            if (pcre.startsWith(opening, at)) {
                namedGroup(at + opening.length());
                return;
            }
        }
        PcreFlags flags = PcreFlags.read(
                pcre, at, groups.mode().ignoreCase(), groups.mode().extended());
        if (flags == null) {
            possible = false;
            return;
        }
        if (flags.group()) {
            open("(?" + flags.java() + ":", flags.end());
        } else {
            append("(?" + flags.java() + ")", flags.end() - at);
        }
        groups.mode(new PcreGroups.Mode(flags.ignoreCase(), flags.extended()));
    }

    private void namedGroup(int name) {
        int end = pcre.indexOf(pcre.charAt(name - 1) == '\'' ? '\'' : '>', name);
        if (end < 0) {
            possible = false;
            return;
        }
        groups.capturing();
        names.putIfAbsent(pcre.substring(name, end), groups.count());
        append("(", end + 1 - at);
    }

    private void open(String java, int end) {
        groups.opens(java);
        append(java, end - at);
    }

    private void close() {
        groups.closes();
        append(")", 1);
    }

    private void appendOrGiveUp(@Nullable String java, int end) {
        if (java == null) {
            possible = false;
        } else {
            append(java, end - at);
        }
    }

    private void append(String java, int consumed) {
        out.append(java);
        at += consumed;
    }
}
