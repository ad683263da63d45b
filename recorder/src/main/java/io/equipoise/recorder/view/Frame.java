package io.equipoise.recorder.view;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the lines have to fit.
 *
 * @param title what is watched
 * @param notice what is wrong with the watching itself, one line; null when nothing is
 * @param width columns of the terminal, at least 1
 * @param height rows of the terminal, at least 1
 * @param zone of the time shown
 */
public record Frame(String title, @Nullable String notice, int width, int height, Glyphs glyphs, ZoneId zone) {}
