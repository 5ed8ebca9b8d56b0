package dev.gatewayhealth.agent.container.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Answers with a file as long as the query says, in bytes, which Tomcat has the kernel send where it can, as its servlet for static files does. */
final class SentFile {

    private static final String TOMCATS = "org.apache.tomcat.sendfile.";

    private SentFile() {}

    static void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long length = Long.parseLong(request.getQueryString());
        Path file = Files.createTempFile("sent", ".bin");
        file.toFile().deleteOnExit();
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(length);
        }
        response.setContentLengthLong(length);
        if (Boolean.TRUE.equals(request.getAttribute(TOMCATS + "support"))) {
            request.setAttribute(TOMCATS + "filename", file.toString());
            request.setAttribute(TOMCATS + "start", 0L);
            request.setAttribute(TOMCATS + "end", length);
        } else {
            Files.copy(file, response.getOutputStream());
        }
    }
}
