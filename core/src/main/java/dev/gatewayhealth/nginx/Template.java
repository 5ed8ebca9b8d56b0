package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text with variables: {@code http://$host:8080/${name}$1} (nginx: {@code ngx_http_script_compile}). */
final class Template {

    /** One piece: a literal, or a variable's name. */
    record Part(String text, boolean variable) {}

    private final String text;
    private final List<Part> parts;
    private final boolean constant;

    private Template(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
        boolean variable = false;
        for (Part part : parts) {
            variable |= part.variable();
        }
        this.constant = !variable;
    }

    static Template of(String text) {
        if (text.indexOf('$') < 0) {
            return new Template(text, text.isEmpty() ? List.of() : List.of(new Part(text, false)));
        }
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '$' ? variable(text, at) : -1;
            if (end < 0) {
                literal.append(text.charAt(at++));
                continue;
            }
            if (!literal.isEmpty()) {
                parts.add(new Part(literal.toString(), false));
                literal.setLength(0);
            }
            boolean braced = text.charAt(at + 1) == '{';
            parts.add(new Part(braced ? text.substring(at + 2, end - 1) : text.substring(at + 1, end), true));
            at = end;
        }
        if (!literal.isEmpty()) {
            parts.add(new Part(literal.toString(), false));
        }
        return new Template(text, List.copyOf(parts));
    }

    String text() {
        return text;
    }

    List<Part> parts() {
        return parts;
    }

    boolean constant() {
        return constant;
    }

    /** The text with its variables' values, null where one of them is unknown. */
    @Nullable
    String value(Variables variables) {
        if (constant()) {
            return text;
        }
        if (capturesFirst()) {
            // nginx measures all of it before it writes any of it, and a map on the way may capture anew.
            for (Part part : parts) {
                Object unused = part.variable() ? variables.value(part.text()) : null;
            }
        }
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            String value = part.variable() ? variables.value(part.text()) : part.text();
            if (value == null) {
                return null;
            }
            out.append(value);
        }
        return out.toString();
    }

    private boolean capturesFirst() {
        boolean captures = false;
        for (Part part : parts) {
            boolean capture = part.variable()
                    && part.text().length() == 1
                    && Character.isDigit(part.text().charAt(0));
            if (captures && part.variable() && !capture) {
                return true;
            }
            captures |= capture;
        }
        return false;
    }

    /** Just behind the variable that starts at a dollar sign, -1 where none does. */
    private static int variable(String text, int dollar) {
        int at = dollar + 1;
        boolean braced = at < text.length() && text.charAt(at) == '{';
        if (braced) {
            at++;
        }
        int start = at;
        if (at < text.length() && text.charAt(at) >= '1' && text.charAt(at) <= '9') {
            at++;
        } else {
            while (at < text.length() && nameChar(text.charAt(at))) {
                at++;
            }
        }
        if (at == start || (braced && (at >= text.length() || text.charAt(at) != '}'))) {
            return -1;
        }
        return braced ? at + 1 : at;
    }

    private static boolean nameChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
