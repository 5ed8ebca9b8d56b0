package dev.gatewayhealth.nginx;

/** Finds where a block of Lua code ends: braces count except in strings, long brackets and comments (Lua 5.1 manual, §2.1). */
final class LuaCode {

    private final String text;
    private int at;
    private int lines;

    LuaCode(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /** Just behind the closing brace, -1 where there is none. */
    int end() {
        int depth = 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                string(c);
            } else if (c == '[' && longBracket() >= 0) {
                skipLong(longBracket());
            } else if (text.startsWith("--", at)) {
                comment();
            } else {
                step();
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                if (depth == 0) {
                    return at;
                }
            }
        }
        return -1;
    }

    /** Line feeds stepped over. */
    int lines() {
        return lines;
    }

    private void string(char quote) {
        step();
        while (at < text.length()) {
            char c = text.charAt(at);
            step();
            if (c == '\\' && at < text.length()) {
                step();
            } else if (c == quote || c == '\n') {
                return;
            }
        }
    }

    private void comment() {
        at += 2;
        int level = at < text.length() && text.charAt(at) == '[' ? longBracket() : -1;
        if (level >= 0) {
            skipLong(level);
            return;
        }
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    /** The level of the long bracket that opens here, -1 where none does. */
    private int longBracket() {
        int i = at + 1;
        while (i < text.length() && text.charAt(i) == '=') {
            i++;
        }
        return i < text.length() && text.charAt(i) == '[' ? i - at - 1 : -1;
    }

    private void skipLong(int level) {
        String close = "]" + "=".repeat(level) + "]";
        int end = text.indexOf(close, at + level + 2);
        int stop = end < 0 ? text.length() : end + close.length();
        while (at < stop) {
            step();
        }
    }

    private void step() {
        if (text.charAt(at++) == '\n') {
            lines++;
        }
    }
}
