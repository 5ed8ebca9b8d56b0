package dev.gatewayhealth.nginx;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a PCRE pattern the way Java's engine wants it: plain groups for named ones, POSIX classes, literal braces and brackets. */
final class PcreTranslation {

    private final String pcre;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Integer> names = new HashMap<>();
    private int at;
    private int groups;
    private boolean possible = true;

    private PcreTranslation(String pcre) {
        this.pcre = pcre;
    }

    static PcreTranslation of(String pcre) {
        PcreTranslation translation = new PcreTranslation(pcre);
        translation.run();
        return translation;
    }

    /** Null where Java has no equal: recursion, conditions, verbs, {@code \K}. */
    @Nullable
    String java() {
        return possible ? out.toString() : null;
    }

    Map<String, Integer> names() {
        return Map.copyOf(names);
    }

    private void run() {
        while (at < pcre.length() && possible) {
            char c = pcre.charAt(at);
            switch (c) {
                case '\\' -> escape();
                case '[' -> characterClass();
                case '(' -> group();
                case '{' -> brace();
                default -> {
                    out.append(c);
                    at++;
                }
            }
        }
    }

    private void escape() {
        if (at + 1 >= pcre.length()) {
            possible = false;
            return;
        }
        char next = pcre.charAt(at + 1);
        if (next == 'Q') {
            quotation();
        } else if (next == 'k' || next == 'g') {
            reference();
        } else if (next == 'K' || next == 'C' || next == 'X') {
            possible = false;
        } else if (next == 'N') {
            append("[^\\n]", 2);
        } else if (next == '0') {
            out.append("\\0");
            append(at + 2 < pcre.length() && octal(pcre.charAt(at + 2)) ? "" : "0", 2);
        } else {
            append(pcre.substring(at, at + 2), 2);
        }
    }

    private void quotation() {
        int end = pcre.indexOf("\\E", at + 2);
        String literal = pcre.substring(at + 2, end < 0 ? pcre.length() : end);
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                out.append('\\');
            }
            out.append(c);
        }
        at = end < 0 ? pcre.length() : end + 2;
    }

    /** {@code \k<n>}, <code>\k{n}</code>, {@code \k'n'}, {@code \g1}, <code>\g{-1}</code>. */
    private void reference() {
        int i = at + 2;
        char open = i < pcre.length() ? pcre.charAt(i) : 0;
        int close = open == '<' ? pcre.indexOf('>', i) : open == '{' ? pcre.indexOf('}', i) : -1;
        if (open == '\'') {
            close = pcre.indexOf('\'', i + 1);
        }
        if (close < 0) {
            int digits = i;
            while (digits < pcre.length() && Character.isDigit(pcre.charAt(digits))) {
                digits++;
            }
            backreference(pcre.substring(i, digits));
            at = digits;
        } else {
            backreference(pcre.substring(i + 1, close));
            at = close + 1;
        }
    }

    private void backreference(String name) {
        Integer number = names.get(name);
        try {
            int group = number != null ? number : Integer.parseInt(name);
            int absolute = group < 0 ? groups + 1 + group : group;
            // The group around the number keeps a digit that follows from joining it.
            out.append("(?:\\").append(absolute).append(')');
            possible &= absolute > 0;
        } catch (NumberFormatException e) {
            possible = false;
        }
    }

    private void group() {
        if (pcre.startsWith("(*", at)) {
            possible = false;
        } else if (!pcre.startsWith("(?", at)) {
            groups++;
            append("(", 1);
        } else if (pcre.startsWith("(?#", at)) {
            int end = pcre.indexOf(')', at);
            possible = end > 0;
            at = end + 1;
        } else if (pcre.startsWith("(?P=", at)) {
            int end = pcre.indexOf(')', at);
            possible = end > 0;
            if (possible) {
                backreference(pcre.substring(at + 4, end));
                at = end + 1;
            }
        } else {
            int open = named();
            if (open > 0) {
                namedGroup(open);
            } else if (recursive() || strangeFlags()) {
                possible = false;
            } else {
                append("(?", 2);
            }
        }
    }

    /** Where the name of a named group begins, 0 where it has none. */
    private int named() {
        for (String opening : new String[] {"(?P<", "(?<", "(?'"}) {
            if (pcre.startsWith(opening, at)) {
                int name = at + opening.length();
                boolean look = name < pcre.length() && (pcre.charAt(name) == '=' || pcre.charAt(name) == '!');
                return look ? 0 : name;
            }
        }
        return 0;
    }

    private void namedGroup(int name) {
        int end = pcre.indexOf(pcre.charAt(name - 1) == '\'' ? '\'' : '>', name);
        if (end < 0) {
            possible = false;
            return;
        }
        groups++;
        names.putIfAbsent(pcre.substring(name, end), groups);
        out.append('(');
        at = end + 1;
    }

    private boolean recursive() {
        char kind = at + 2 < pcre.length() ? pcre.charAt(at + 2) : 0;
        boolean signed =
                (kind == '+' || kind == '-') && at + 3 < pcre.length() && Character.isDigit(pcre.charAt(at + 3));
        return "R&(P|CJ^".indexOf(kind) >= 0 || Character.isDigit(kind) || signed;
    }

    /** Inline flags whose letters mean something else to Java, as {@code (?U)}, or nothing. */
    private boolean strangeFlags() {
        for (int i = at + 2; i < pcre.length() && "):=!<>".indexOf(pcre.charAt(i)) < 0; i++) {
            if ("imsx-".indexOf(pcre.charAt(i)) < 0) {
                return true;
            }
        }
        return false;
    }

    /** PCRE takes a brace that opens no quantifier for itself. */
    private void brace() {
        int i = at + 1;
        boolean digits = false;
        boolean comma = false;
        while (i < pcre.length()
                && (Character.isDigit(pcre.charAt(i)) || (pcre.charAt(i) == ',' && digits && !comma))) {
            comma |= pcre.charAt(i) == ',';
            digits = true;
            i++;
        }
        boolean quantifier = digits && i < pcre.length() && pcre.charAt(i) == '}';
        append(quantifier ? "{" : "\\{", 1);
    }

    private void characterClass() {
        append("[", 1);
        if (at < pcre.length() && pcre.charAt(at) == '^') {
            append("^", 1);
        }
        if (at < pcre.length() && pcre.charAt(at) == ']') {
            append("\\]", 1);
        }
        while (at < pcre.length() && pcre.charAt(at) != ']') {
            classMember();
        }
        if (at < pcre.length()) {
            append("]", 1);
        }
    }

    private void classMember() {
        char c = pcre.charAt(at);
        int close = pcre.startsWith("[:", at) ? pcre.indexOf(":]", at) : -1;
        if (close > 0) {
            posix(pcre.substring(at + 2, close));
            at = close + 2;
        } else if (c == '\\' && at + 1 < pcre.length()) {
            char next = pcre.charAt(at + 1);
            if (next == 'b') {
                append("\\x08", 2);
            } else if (next == 'Q') {
                quotation();
            } else {
                append(pcre.substring(at, at + 2), 2);
            }
        } else {
            append((c == '[' || c == '&' ? "\\" : "") + c, 1);
        }
    }

    private void posix(String name) {
        boolean negated = name.startsWith("^");
        String java = switch (negated ? name.substring(1) : name) {
            case "alpha" -> "Alpha";
            case "digit" -> "Digit";
            case "alnum" -> "Alnum";
            case "upper" -> "Upper";
            case "lower" -> "Lower";
            case "punct" -> "Punct";
            case "graph" -> "Graph";
            case "print" -> "Print";
            case "blank" -> "Blank";
            case "cntrl" -> "Cntrl";
            case "xdigit" -> "XDigit";
            case "space" -> "Space";
            case "ascii" -> "ASCII";
            default -> "";
        };
        if (name.endsWith("word")) {
            out.append(negated ? "\\W" : "\\w");
        } else {
            possible &= !java.isEmpty();
            out.append(negated ? "\\P{" : "\\p{").append(java).append('}');
        }
    }

    private static boolean octal(char c) {
        return c >= '0' && c <= '7';
    }

    private void append(String java, int consumed) {
        out.append(java);
        at += consumed;
    }
}
