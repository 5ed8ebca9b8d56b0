package dev.gatewayhealth.samples.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service; it knows nothing of the agent it may carry or of the gateway in front of it. */
@SpringBootApplication
class SampleService {

    public static void main(String[] args) {
        SpringApplication.run(SampleService.class, args);
    }
}
