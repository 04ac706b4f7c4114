package io.holdfast.deploy.web.page;

/**
 * What the sign-in page says.
 *
 * @param left tries left before a pause; -1 when nothing failed
 * @param paused whether there were too many failures
 * @param next the page to go on to
 */
public record SignIn(int left, boolean paused, String next) {}
