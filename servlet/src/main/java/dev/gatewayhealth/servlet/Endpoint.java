package dev.gatewayhealth.servlet;

import dev.gatewayhealth.library.Answer;
import dev.gatewayhealth.library.Question;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

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
        send(answer, response);
        return true;
    }

    static Question question(HttpServletRequest request, String path) {
        return new Question(
                request.getMethod(),
                request.getRequestURI(),
                path,
                request.getHeader("Accept"),
                request.getHeader("Authorization"),
                request.getHeader("User-Agent"),
                request.getRemoteAddr(),
                request.getHeader(Forwarded.HEADER));
    }

    /** Unflushed, so that header and body leave in one write when the container is done with the request. */
    private static void send(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        List<String> headers = answer.headers();
        for (int i = 0; i < headers.size(); i += 2) {
            response.setHeader(headers.get(i), headers.get(i + 1));
        }
        byte[] body = answer.body();
        if (body.length > 0) {
            response.getOutputStream().write(body);
        }
    }
}
