package dev.gatewayhealth.nginx;

/** One path segment of a file name pattern: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a]}, and a leading dot only by a leading dot (glob(7)). */
final class Glob {

    private final String pattern;

    Glob(String pattern) {
        this.pattern = pattern;
    }

    /** Whether an include with this name is a pattern at all (nginx: {@code ngx_conf_include}). */
    static boolean magic(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.indexOf('[') >= 0;
    }

    boolean matches(String name) {
        if (name.startsWith(".") && !pattern.startsWith(".")) {
            return false;
        }
        return matches(0, name, 0);
    }

    private boolean matches(int startP, String name, int startN) {
        int p = startP;
        int n = startN;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            int next = p < pattern.length() && pattern.charAt(p) != '*' ? one(p, name.charAt(n)) : -1;
            if (next >= 0) {
                p = next;
                n++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Behind the pattern's element at p if it takes the char, else -1. */
    private int one(int p, char c) {
        char element = pattern.charAt(p);
        if (element == '?') {
            return p + 1;
        }
        int close = element == '[' ? close(p) : -1;
        if (close > 0) {
            return inClass(p + 1, close, c) ? close + 1 : -1;
        }
        if (element == '\\' && p + 1 < pattern.length()) {
            return pattern.charAt(p + 1) == c ? p + 2 : -1;
        }
        return element == c ? p + 1 : -1;
    }

    private int close(int open) {
        int first = open + 1;
        if (first < pattern.length() && (pattern.charAt(first) == '!' || pattern.charAt(first) == '^')) {
            first++;
        }
        return pattern.indexOf(']', first + 1);
    }

    private boolean inClass(int from, int to, char c) {
        boolean negated = pattern.charAt(from) == '!' || pattern.charAt(from) == '^';
        boolean found = false;
        for (int i = negated ? from + 1 : from; i < to; i++) {
            if (i + 2 < to && pattern.charAt(i + 1) == '-') {
                found |= c >= pattern.charAt(i) && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                found |= pattern.charAt(i) == c;
            }
        }
        return found != negated;
    }
}
