namespace OpenStackImage.Tests.Reports;

/// <summary>Measures the contrast of a page (WCAG 2.2, "Contrast (Minimum)").</summary>
internal static class Contrast
{
    /// <summary>Returns each text whose contrast with its background is less than 4.5, or 3 if the text is large.</summary>
    public const string Script = """
        () => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const parse = color => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = color;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
          };
          const luminance = ([r, g, b]) => {
            const linear = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
            const [x, y, z] = [r, g, b].map(value => linear(value / 255));
            return 0.2126 * x + 0.7152 * y + 0.0722 * z;
          };
          const over = (front, back) => front.slice(0, 3)
            .map((value, index) => value * front[3] / 255 + back[index] * (1 - front[3] / 255)).concat(255);
          const backgroundOf = item => {
            const layers = [];
            for (let current = item; current; current = current.parentElement) {
              const color = parse(getComputedStyle(current).backgroundColor);
              layers.push(color);
              if (color[3] === 255) break;
            }
            return layers.reduceRight((back, front) => over(front, back), [255, 255, 255, 255]);
          };
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const low = new Set();
          while (texts.nextNode()) {
            const item = texts.currentNode.parentElement;
            const isShown = item.checkVisibility() && !item.closest('script, style, noscript, :disabled, .visually-hidden');
            if (!isShown || !texts.currentNode.textContent.trim()) continue;
            const style = getComputedStyle(item);
            const background = backgroundOf(item);
            const [one, other] = [luminance(over(parse(style.color), background)), luminance(background)];
            const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
            if (ratio < (parseFloat(style.fontSize) >= 24 ? 3 : 4.5)) {
              low.add(`${ratio.toFixed(2)} ${item.tagName}.${item.className}: ${texts.currentNode.textContent.trim()}`);
            }
          }
          return [...low];
        }
        """;
}
