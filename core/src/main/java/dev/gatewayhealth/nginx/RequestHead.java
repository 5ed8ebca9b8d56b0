package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.List;

/**
 * What nginx checks of a request's header before it looks for a location (nginx: {@code ngx_http_process_request_header}): how long its body
 * is has to be said once, in one way, and so that nginx understands it. A header that is sent twice has its values in lines.
 */
final class RequestHead {

    /** From then on both ways at once are an error, and so is chunks over HTTP/1.0; before, the length was ignored. */
    private static final Version STRICT = new Version(1, 21, 1);

    private static final int BAD_REQUEST = 400;
    private static final int NOT_IMPLEMENTED = 501;

    private RequestHead() {}

    /** The status nginx answers at once, 0 for none. */
    static int refusal(ClientRequest request, Version version) {
        List<String> lengths = values(request, "content-length");
        List<String> codings = values(request, "transfer-encoding");
        boolean strict = !version.before(STRICT);
        if (lengths.size() > 1 || (strict && codings.size() > 1)) {
            return BAD_REQUEST;
        }
        if (!lengths.isEmpty() && NginxSize.number(lengths.get(0)).isEmpty()) {
            return BAD_REQUEST;
        }
        if (codings.isEmpty()) {
            return 0;
        }
        if (!ByteText.lower(codings.get(0)).equals("chunked")) {
            boolean ignored = !strict && ByteText.lower(codings.get(0)).equals("identity");
            boolean old = strict && request.host() == null;
            return ignored ? 0 : old ? BAD_REQUEST : NOT_IMPLEMENTED;
        }
        return strict && (request.host() == null || !lengths.isEmpty()) ? BAD_REQUEST : 0;
    }

    private static List<String> values(ClientRequest request, String name) {
        List<String> values = new ArrayList<>(1);
        for (var header : request.headers().entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                for (String line : header.getValue().split("\n", -1)) {
                    values.add(line.strip());
                }
            }
        }
        return values;
    }
}
