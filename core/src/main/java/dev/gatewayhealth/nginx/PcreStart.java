package dev.gatewayhealth.nginx;

/**
 * The settings a pattern may begin with: {@code (*UTF)}, {@code (*ANYCRLF)} and their kind.
 *
 * @param end just behind them
 * @param plainOnly whether some of them change what bytes other than printable ASCII mean
 */
record PcreStart(int end, boolean plainOnly) {

    static PcreStart of(String pcre) {
        int at = 0;
        boolean plainOnly = false;
        while (pcre.startsWith("(*", at)) {
            int close = pcre.indexOf(')', at);
            int kind = close < 0 ? 0 : kind(pcre.substring(at + 2, close));
            if (kind > 1 && !ascii(pcre)) {
                // Its own bytes would join to characters.
                break;
            }
            if (kind == 0) {
                break;
            }
            plainOnly |= kind > 1;
            at = close + 1;
        }
        return new PcreStart(at, plainOnly);
    }

    private static boolean ascii(String pcre) {
        for (int i = 0; i < pcre.length(); i++) {
            if (pcre.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** 0 for what is none of these, 1 for what only changes how the search is done. */
    private static int kind(String setting) {
        return switch (setting) {
            case "NO_JIT", "NO_START_OPT", "NO_AUTO_POSSESS", "NO_DOTSTAR_ANCHOR" -> 1;
            case "UTF", "UTF8", "CR", "LF", "CRLF", "ANYCRLF", "ANY", "NUL", "BSR_ANYCRLF", "BSR_UNICODE" -> 2;
            default -> 0;
        };
    }
}
