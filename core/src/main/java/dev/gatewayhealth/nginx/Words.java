package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a file into words, the way nginx does (nginx: {@code ngx_conf_read_token}). Works on a byte string: one char per byte,
 * because nginx compares bytes and knows no character set.
 */
final class Words {

    /** What ended the words just read. */
    enum End {
        SEMICOLON,
        BLOCK_START,
        BLOCK_END,
        FILE_END
    }

    /** nginx reads a file through a buffer of this size; no word, and no comment, may be longer. */
    private static final int LONGEST = 4096;

    private final String file;
    private final String text;
    private final List<String> words = new ArrayList<>();
    private int at;
    private int line = 1;

    Words(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** Those before the last {@link End}; valid until the next read. */
    List<String> words() {
        return words;
    }

    Place place() {
        return new Place(file, line);
    }

    /** Reads up to the next end. */
    End next() throws Refusal {
        words.clear();
        while (true) {
            int start = skipBlank();
            if (start < 0) {
                if (!words.isEmpty()) {
                    throw endOfFile();
                }
                return End.FILE_END;
            }
            char c = text.charAt(at);
            if (c == ';' || c == '{') {
                at++;
                if (words.isEmpty()) {
                    throw unexpected(c);
                }
                return c == ';' ? End.SEMICOLON : End.BLOCK_START;
            }
            if (c == '}') {
                at++;
                if (!words.isEmpty()) {
                    throw unexpected(c);
                }
                return End.BLOCK_END;
            }
            if (c == '"' || c == '\'') {
                at++;
                quoted(c);
                if (terminated()) {
                    return text.charAt(at++) == ';' ? End.SEMICOLON : End.BLOCK_START;
                }
            } else {
                plain();
            }
        }
    }

    /** Steps over the Lua code whose opening brace was just read (lua-nginx-module: {@code ngx_http_lua_conf_lua_block_parse}). */
    void skipLua() throws Refusal {
        LuaCode code = new LuaCode(text, at);
        int end = code.end();
        line += code.lines();
        if (end < 0) {
            throw new Refusal(place(), "unexpected end of file, expecting \"}\"");
        }
        at = end;
    }

    /** To the start of the next word; -1 at the end of the file. */
    private int skipBlank() throws Refusal {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                skipComment();
            } else if (blank(c)) {
                if (c == '\n') {
                    line++;
                }
                at++;
            } else {
                return at;
            }
        }
        return -1;
    }

    private void skipComment() throws Refusal {
        int end = text.indexOf('\n', at);
        int stop = end < 0 ? text.length() : end;
        // The buffer holds a comment from its # on, its line feed included.
        if (stop - at >= LONGEST && stop - at > 0 && (end >= 0 || stop - at > LONGEST)) {
            throw tooLong(at, line, '#');
        }
        at = stop;
    }

    private void plain() throws Refusal {
        int start = at;
        int startLine = line;
        boolean variable = false;
        boolean escaped = false;
        for (; ; at++) {
            checkLength(start, startLine, ' ');
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
            }
            if (escaped) {
                escaped = false;
                continue;
            }
            if (c == '{' && variable) {
                continue;
            }
            variable = c == '$';
            if (c == '\\') {
                escaped = true;
            } else if (at > start && ends(c)) {
                words.add(unescaped(start, at));
                if (c == '\n') {
                    // Counted again when the blank is skipped.
                    line--;
                }
                return;
            }
        }
    }

    private void quoted(char quote) throws Refusal {
        int start = at;
        int startLine = line;
        boolean escaped = false;
        for (; ; at++) {
            checkLength(start, startLine, quote);
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
            }
            if (escaped) {
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == quote) {
                words.add(unescaped(start, at));
                at++;
                return;
            }
        }
    }

    /** After a closing quote: whether an end follows at once; anything but an end, a blank or a parenthesis is refused. */
    private boolean terminated() throws Refusal {
        if (at >= text.length()) {
            throw endOfFile();
        }
        char c = text.charAt(at);
        if (c == ';' || c == '{') {
            return true;
        }
        if (!blank(c) && c != ')') {
            throw unexpected(c);
        }
        return false;
    }

    private void checkLength(int start, int startLine, char quote) throws Refusal {
        if (at >= text.length()) {
            throw endOfFile();
        }
        if (at - start >= LONGEST) {
            throw tooLong(start, startLine, quote);
        }
    }

    private String unescaped(int start, int end) {
        int escape = start;
        // Not indexOf: it would look through the rest of the file for every word.
        while (escape < end && text.charAt(escape) != '\\') {
            escape++;
        }
        if (escape == end) {
            return text.substring(start, end);
        }
        StringBuilder out = new StringBuilder(end - start).append(text, start, escape);
        for (int i = escape; i < end; i++) {
            char c = text.charAt(i);
            char next = i + 1 < end ? text.charAt(i + 1) : 0;
            if (c == '\\' && "\"'\\trn".indexOf(next) >= 0 && next != 0) {
                out.append(
                        switch (next) {
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            case 'n' -> '\n';
                            default -> next;
                        });
                i++;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean ends(char c) {
        return blank(c) || c == ';' || c == '{';
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private Refusal unexpected(char c) {
        return new Refusal(place(), "unexpected \"" + c + "\"");
    }

    private Refusal endOfFile() {
        return new Refusal(place(), "unexpected end of file, expecting \";\" or \"}\"");
    }

    private Refusal tooLong(int start, int startLine, char quote) {
        Place began = new Place(file, startLine);
        return quote == '"' || quote == '\''
                ? new Refusal(began, "too long parameter, probably missing terminating \"" + quote + "\" character")
                : new Refusal(began, "too long parameter \"" + text.substring(start, start + 10) + "...\" started");
    }
}
