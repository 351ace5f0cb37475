/** ISO/IEC 18004: four modules of white on each side. */
const QUIET = 4;

function canvasOf(selector) {
  return new Promise((resolve) => {
    wx.createSelectorQuery()
      .select(selector)
      .fields({ node: true, size: true })
      .exec(([found]) => resolve(found));
  });
}

/**
 * Draws the bits on a canvas: black on white, also where the phone is dark, with whole pixels a module so that no edge is
 * blurred. Without bits the canvas is white.
 */
async function draw(selector, matrix) {
  const found = await canvasOf(selector);
  if (!found?.node) return;
  const { node, width } = found;
  const { pixelRatio } = wx.getWindowInfo();
  node.width = Math.floor(width * pixelRatio);
  node.height = node.width;
  const pen = node.getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, node.width, node.height);
  if (matrix) drawModules(pen, node.width, matrix);
}

function drawModules(pen, side, matrix) {
  const scale = Math.max(1, Math.floor(side / (matrix.length + 2 * QUIET)));
  const start = Math.floor((side - matrix.length * scale) / 2);
  pen.fillStyle = '#000000';
  matrix.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] === '1') pen.fillRect(start + x * scale, start + y * scale, scale, scale);
    }
  });
}

module.exports = { draw };
