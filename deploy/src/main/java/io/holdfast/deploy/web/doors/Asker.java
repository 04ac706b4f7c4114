package io.holdfast.deploy.web.doors;

/**
 * Who asks for something.
 *
 * @param person two acts of one person are one person's, whatever the session or token
 * @param role stable code of the role they act in
 */
public record Asker(String person, String role) {}
