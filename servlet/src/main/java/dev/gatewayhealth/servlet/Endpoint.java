package dev.gatewayhealth.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The health endpoint of one web application, beneath its context path. */
final class Endpoint {

    /** No path begins with it. */
    static final Endpoint NOWHERE = new Endpoint("", "\0");

    private final String contextPath;
    private final String path;

    Endpoint(String contextPath, String path) {
        this.contextPath = contextPath;
        this.path = path;
    }

    /** Answers if the request is for the endpoint; whether it was. */
    boolean answers(HttpServletRequest request, HttpServletResponse response, Following following) throws IOException {
        // Raw, as nginx sent it: what is decoded or normalised by the application's own rules is the application's.
        String uri = request.getRequestURI();
        int end = contextPath.length();
        if (!uri.startsWith(path, end) || !uri.startsWith(contextPath)) {
            return false;
        }
        Answer answer = following.poll(request, uri.substring(end));
        if (answer == null) {
            return false;
        }
        answer.send(response);
        return true;
    }
}
