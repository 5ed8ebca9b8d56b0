package dev.gatewayhealth.nginx;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Sets of bytes by the names PCRE has for them, as in the C locale, and how Java writes such a set. */
final class PcreSet {

    private static final int BYTES = 256;

    private PcreSet() {}

    /** That of {@code \d}, {@code \W}, {@code \h} and their kind; null for other letters. */
    static @Nullable BitSet escape(char letter) {
        String name = switch (letter) {
            case 'd', 'D' -> "digit";
            case 'w', 'W' -> "word";
            case 's', 'S' -> "space";
            case 'h', 'H' -> "horizontal";
            case 'v', 'V' -> "vertical";
            default -> "";
        };
        BitSet set = named(name);
        return set != null && letter < 'a' ? complement(set) : set;
    }

    /** That of a POSIX class such as {@code alpha} or {@code ^alpha}; null for other names. */
    static @Nullable BitSet posix(String name, boolean ignoreCase) {
        boolean negated = name.startsWith("^");
        String plain = negated ? name.substring(1) : name;
        boolean oneCase = plain.equals("upper") || plain.equals("lower");
        BitSet set = plain.equals("horizontal") || plain.equals("vertical")
                ? null
                : named(ignoreCase && oneCase ? "alpha" : plain);
        return set != null && negated ? complement(set) : set;
    }

    private static @Nullable BitSet named(String name) {
        return switch (name) {
            case "alpha" -> ranges("AZaz");
            case "digit" -> ranges("09");
            case "alnum" -> ranges("09AZaz");
            case "upper" -> ranges("AZ");
            case "lower" -> ranges("az");
            case "word" -> ranges("09AZ__az");
            case "xdigit" -> ranges("09AFaf");
            case "space" -> ranges("\t\r  ");
            case "blank" -> ranges("\t\t  ");
            case "cntrl" -> ranges("\0\37\177\177");
            case "graph" -> ranges("!~");
            case "print" -> ranges(" ~");
            case "punct" -> ranges("!/:@[`{~");
            case "ascii" -> ranges("\0\177");
            case "horizontal" -> ranges("\t\t  \240\240");
            case "vertical" -> ranges("\n\r\205\205");
            default -> null;
        };
    }

    private static BitSet ranges(String ends) {
        BitSet set = new BitSet(BYTES);
        for (int i = 0; i < ends.length(); i += 2) {
            set.set(ends.charAt(i), ends.charAt(i + 1) + 1);
        }
        return set;
    }

    static BitSet complement(BitSet set) {
        BitSet others = new BitSet(BYTES);
        others.set(0, BYTES);
        others.andNot(set);
        return others;
    }

    /** The same with both cases of every letter. */
    static BitSet bothCases(BitSet set) {
        BitSet both = (BitSet) set.clone();
        for (int c = 'a'; c <= 'z'; c++) {
            if (set.get(c) || set.get(c - 32)) {
                both.set(c);
                both.set(c - 32);
            }
        }
        return both;
    }

    /** As a class that Java takes as it stands, whatever the letters in it. */
    static String java(BitSet set) {
        boolean negated = set.get(BYTES - 1);
        BitSet written = negated ? complement(set) : set;
        if (written.isEmpty()) {
            return negated ? "[\\x00-\\xff]" : "(?!)";
        }
        StringBuilder java = new StringBuilder(negated ? "[^" : "[");
        for (int from = written.nextSetBit(0); from >= 0; from = written.nextSetBit(written.nextClearBit(from))) {
            int last = written.nextClearBit(from) - 1;
            java.append(java(from));
            if (last > from) {
                java.append('-').append(java(last));
            }
        }
        return java.append(']').toString();
    }

    /** One byte, as Java takes it for itself. */
    static String java(int code) {
        return (code < 16 ? "\\x0" : "\\x") + Integer.toHexString(code);
    }
}
